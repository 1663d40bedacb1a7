package org.vigie;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.camunda.client.annotation.JobWorker;
import java.util.List;

/** A worker is a public class in a process package, named *Worker, with one public method for one stated job type. */
final class WorkerShape extends ArchCondition<JavaClass> {

    WorkerShape() {
        super(
                "be public, in a process package, named *Worker, with one public @JobWorker that states its type and no time-out");
    }

    static List<JavaMethod> jobMethods(JavaClass type) {
        return type.getMethods().stream()
                .filter(method -> method.isAnnotatedWith(JobWorker.class))
                .toList();
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        var methods = jobMethods(type);
        // the client calls workers by reflection and does not open what is closed
        require(type, type.getModifiers().contains(JavaModifier.PUBLIC), "is not public", events);
        require(type, (type.getPackageName() + ".").contains(".process."), "is not in a process package", events);
        require(type, type.getSimpleName().endsWith("Worker"), "is not named *Worker", events);
        require(type, methods.size() == 1, "has " + methods.size() + " job types, not one", events);
        for (var method : methods) {
            var shown = method.getModifiers().contains(JavaModifier.PUBLIC);
            require(type, shown, method.getName() + " is not public", events);
            var stated = !method.getAnnotationOfType(JobWorker.class).type().isBlank();
            // one definition for all: vigie.work.lease
            var patient = method.getAnnotationOfType(JobWorker.class).timeout() < 0;
            require(type, patient, method.getName() + " has a time-out of its own", events);
            require(type, stated, method.getName() + " does not state its job type", events);
        }
    }

    private static void require(JavaClass type, boolean holds, String otherwise, ConditionEvents events) {
        if (!holds) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " " + otherwise));
        }
    }
}
