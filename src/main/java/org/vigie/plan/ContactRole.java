package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import org.vigie.shared.HintedException;

/** What a contact answers for. */
public enum ContactRole {
    TECHNICAL_LEAD("technical-lead"),
    DEVOPS("devops"),
    SUPPORT("support"),
    SECURITY("security"),
    EMERGENCY_HOST("emergency-host"),
    DATABASE("database");

    private final String key;

    ContactRole(String key) {
        this.key = key;
    }

    /** The name in plan files. */
    @JsonValue
    public String key() {
        return key;
    }

    /** The role with this name in plan files. */
    public static Optional<ContactRole> find(String key) {
        return Arrays.stream(values()).filter(role -> role.key.equals(key)).findFirst();
    }

    @JsonCreator
    static ContactRole of(String key) {
        return find(key)
                .orElseThrow(() -> new HintedException(
                        "unknown role: " + key,
                        "Known roles: "
                                + Arrays.stream(values()).map(ContactRole::key).toList() + "."));
    }
}
