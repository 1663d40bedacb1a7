package org.vigie.plan.load;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import org.vigie.plan.MaintenancePlan;

/** Makes a plan of a document that passed all checks. */
final class PlanBinder {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addKeyDeserializer(DayOfWeek.class, new WeekdayKey()))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private PlanBinder() {}

    /** @throws IllegalStateException when the schema admits what the records do not, which is an error of Vigie */
    static MaintenancePlan bind(PlanDocument document) {
        try {
            return MAPPER.treeToValue(document.root(), MaintenancePlan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "schema and records disagree over " + document.file().name(), e);
        }
    }

    static JsonMapper mapper() {
        return MAPPER;
    }

    private static final class WeekdayKey extends KeyDeserializer {

        @Override
        public DayOfWeek deserializeKey(String key, DeserializationContext context) {
            return DayOfWeek.valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}
