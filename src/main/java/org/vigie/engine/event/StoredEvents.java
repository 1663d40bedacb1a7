package org.vigie.engine.event;

import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.vigie.shared.StoredJson;
import org.vigie.shared.UnreadableJsonException;

/** The form in which events are kept. */
@Component
class StoredEvents {

    private final EventNames names;

    /** Fetched late: the registry of events is there before most beans. */
    private final Supplier<StoredJson> json;

    StoredEvents(EventNames names, ObjectProvider<StoredJson> json) {
        this.names = names;
        this.json = SingletonSupplier.of(json::getObject);
    }

    String write(Object event) {
        return json.get().write(event);
    }

    /** @throws UnreadableEventException if this version does not know such an event, or its form does not fit */
    Object read(String type, String event) {
        Class<?> known = names.event(type)
                .orElseThrow(
                        () -> new UnreadableEventException("there is no event " + type + " in this version", null));
        Object read;
        try {
            read = json.get().read(event, known);
        } catch (UnreadableJsonException e) {
            throw new UnreadableEventException(e.getMessage(), e);
        }
        if (read == null) {
            throw new UnreadableEventException("it is empty", null);
        }
        return read;
    }
}
