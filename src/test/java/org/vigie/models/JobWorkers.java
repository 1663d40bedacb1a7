package org.vigie.models;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.camunda.client.annotation.JobWorker;
import java.util.SortedMap;
import java.util.TreeMap;

/** The workers in the code, as their annotations name them. */
public final class JobWorkers {

    private JobWorkers() {}

    /** The class of each worker by its job type. */
    public static SortedMap<String, String> byType() {
        var workers = new TreeMap<String, String>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.vigie").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(JobWorker.class))
                        .forEach(method -> {
                            var type =
                                    method.getAnnotationOfType(JobWorker.class).type();
                            var other = workers.put(type, method.getOwner().getName());
                            if (other != null) {
                                throw new IllegalStateException("two workers for job type " + type + ": " + other + ", "
                                        + method.getOwner().getName());
                            }
                        });
        return workers;
    }
}
