package org.vigie.operation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.vigie.shared.NotFoundException;

/** The kinds of operations there are. */
@Component
class OperationKinds {

    private final Map<String, OperationKind> byId = new TreeMap<>();

    OperationKinds(List<OperationKind> kinds) {
        kinds.forEach(kind -> byId.put(kind.id(), kind));
    }

    OperationKind require(String id) {
        OperationKind kind = byId.get(id);
        if (kind == null) {
            throw new NotFoundException(
                    "there is no kind of operation " + id, "Kinds are " + String.join(", ", byId.keySet()) + ".");
        }
        return kind;
    }
}
