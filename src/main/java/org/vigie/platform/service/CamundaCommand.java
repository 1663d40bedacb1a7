package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.unit.DataSize;
import org.vigie.platform.child.ChildCommand;
import org.vigie.platform.child.ClassArchive;
import org.vigie.platform.child.JavaCommand;

/** Runs a main class of the Camunda distribution, as its shell scripts do, but as one process. */
final class CamundaCommand {

    private CamundaCommand() {}

    static ChildCommand running(
            String mainClass,
            String child,
            JvmSetup jvm,
            DataSize heap,
            Map<String, String> environment,
            Map<String, String> properties)
            throws IOException {
        Path camunda = jvm.software().camunda();
        Path home = jvm.folders().of(child);
        Path logging = Files.writeString(home.resolve("log4j2.xml"), ChildLogging.CAMUNDA);
        JavaCommand command = jvm.command(child, heap)
                .property("app.home", home)
                .property("basedir", home)
                .property("log4j2.configurationFile", logging.toUri())
                // the scripts put the folder on the class path, which class data sharing does not take
                .property(
                        "spring.config.additional-location",
                        camunda.resolve("config").toUri() + "/")
                .property("spring.main.banner-mode", "off")
                .option("-XX:TieredStopAtLevel=1")
                .classPathFolder(camunda.resolve("lib"));
        properties.forEach(command::property);
        ClassArchive archive = jvm.classArchive(command, child);
        return new ChildCommand(command.running(archive, mainClass), "java", environment, home, archive);
    }
}
