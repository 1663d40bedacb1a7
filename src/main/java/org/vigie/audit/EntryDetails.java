package org.vigie.audit;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.shared.StoredJson;

/** The details of entries as the tables hold them. */
@Component
class EntryDetails {

    private final StoredJson json;

    EntryDetails(StoredJson json) {
        this.json = json;
    }

    String write(Map<String, String> details) {
        return json.write(details);
    }

    Map<String, String> read(String details) {
        return json.readTexts(details);
    }
}
