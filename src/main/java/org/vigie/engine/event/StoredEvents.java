package org.vigie.engine.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.modulith.events.core.EventSerializer;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The form in which events are kept: written as everywhere, but read also if another version of Vigie wrote more. */
@Component
@Primary
class StoredEvents implements EventSerializer {

    /** Fetched late: the registry of events is there before most beans. */
    private final SingletonSupplier<ObjectMapper> json;

    StoredEvents(ObjectProvider<ObjectMapper> json) {
        this.json = SingletonSupplier.of(
                () -> json.getObject().copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
    }

    @Override
    public Object serialize(Object event) {
        try {
            return json.obtain().writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is not JSON", e);
        }
    }

    @Override
    public <T> T deserialize(Object serialized, Class<T> type) {
        try {
            return json.obtain().readValue(serialized.toString(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored event does not fit " + type.getSimpleName(), e);
        }
    }
}
