package org.vigie.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.vigie.plan.DependencyTool.Tool;
import org.vigie.support.ProjectFiles;
import org.vigie.support.RandomInputs;

/** What tools write: each text to each tool. */
public final class ToolReportInputs implements RandomInputs {

    @Override
    public boolean isJson() {
        return true;
    }

    @Override
    public double share() {
        return 0.5;
    }

    @Override
    public List<String> examples() {
        return List.of(
                text("composer-audit"),
                text("composer-outdated"),
                text("npm-audit"),
                text("npm-outdated"),
                text("pip-outdated"),
                text("pip-audit"),
                text("osv-scanner"));
    }

    private static String text(String name) {
        // some tools write messages before it
        return ProjectFiles.text("src/test/resources/dependencies/" + name + ".json")
                .lines()
                .dropWhile(line -> !line.startsWith("{") && !line.startsWith("["))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void feed(String text) {
        for (Tool tool : Tool.values()) {
            try {
                assertThat(ToolReports.read(tool, text))
                        .allSatisfy(found -> assertThat(found.name()).isNotBlank());
            } catch (UnreadableReportException e) {
                assertThat(e.hint()).isNotBlank();
            }
        }
    }
}
