package org.vigie.plan.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.Plans;

/** Reads and checks all plan files of a folder. */
public final class PlanLoader {

    private PlanLoader() {}

    /**
     * The plans of a folder.
     *
     * @param folder with files ending in .yaml or .yml; null or blank: ./plans, or the packaged plans where that is absent
     * @throws PlanFaultsException with every fault of every file
     */
    public static Plans load(@Nullable String folder) {
        List<PlanFault> faults = new ArrayList<>();
        return load(PlanFolder.read(folder, faults), faults);
    }

    private static Plans load(List<PlanFile> files, List<PlanFault> faults) {
        List<PlanDocument> documents = files.stream()
                .map(file -> YamlReader.read(file, faults))
                .flatMap(Optional::stream)
                .toList();
        PlanSchema schema = new PlanSchema();
        for (PlanDocument document : documents) {
            faults.addAll(schema.check(document));
            PlanCheck.ALL.forEach(check -> check.check(document, faults));
        }
        UniquenessCheck.check(documents, faults);
        if (!faults.isEmpty()) {
            throw new PlanFaultsException(faults);
        }
        return new Plans(documents.stream().map(PlanBinder::bind).toList());
    }
}
