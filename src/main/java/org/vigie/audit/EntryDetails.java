package org.vigie.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The details of entries as the tables hold them. */
@Component
class EntryDetails {

    private final ObjectMapper json;

    EntryDetails(ObjectMapper json) {
        this.json = json;
    }

    String write(Map<String, String> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("details of an audit entry are not JSON", e);
        }
    }

    Map<String, String> read(String details) {
        try {
            return json.readValue(details, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("details of an audit entry are not JSON", e);
        }
    }
}
