package org.vigie.plan.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.SecretRef;

@ExtendWith(OutputCaptureExtension.class)
class PlanStartTests {

    private static final String NO_PLATFORM = "--vigie.platform.enabled=false";

    @TempDir
    Path folder;

    @Test
    void offersThePlansOfTheSetFolder() throws IOException {
        Shop.write(folder, "shop.yaml", Shop.text());
        try (ConfigurableApplicationContext context = start("--vigie.plans-dir=" + folder, NO_PLATFORM)) {
            assertThat(context.getBean(Plans.class).all())
                    .extracting(MaintenancePlan::application)
                    .containsExactly("shop");
        }
    }

    @Test
    void offersTheShippedPlansWithoutASetting() {
        try (ConfigurableApplicationContext context = start(NO_PLATFORM)) {
            assertThat(context.getBean(Plans.class).all()).hasSize(4);
        }
    }

    @Test
    void takesThePlaceOfADatabaseFromTheSettings() throws IOException {
        Shop.write(folder, "shop.yaml", Shop.text());
        try (ConfigurableApplicationContext context = start(
                "--vigie.plans-dir=" + folder,
                "--vigie.databases.shop.main.port=5544",
                "--vigie.databases.shop.main.password-from=env:OTHER_PASSWORD",
                "--vigie.databases.gone.main.port=1",
                NO_PLATFORM)) {
            assertThat(context.getBean(Plans.class).require("shop").databases())
                    .containsExactly(
                            new DatabaseSettings(
                                    "main",
                                    "db.shop.example",
                                    5544,
                                    "shop",
                                    "backup",
                                    SecretRef.parse("env:OTHER_PASSWORD")),
                            new DatabaseSettings(
                                    "stock",
                                    "::1",
                                    5432,
                                    "Stock Ärger",
                                    "backup",
                                    SecretRef.parse("file:stock.secret")));
        }
    }

    @Test
    void tellsOfASettingForADatabaseThatThePlanDoesNotHave(CapturedOutput output) throws IOException {
        Shop.write(folder, "shop.yaml", Shop.text());
        start("--vigie.plans-dir=" + folder, "--vigie.databases.shop.mian.port=5544", NO_PLATFORM)
                .close();
        assertThat(output)
                .contains("the setting vigie.databases.shop.mian is left alone: that plan has no such database");
    }

    @Test
    void stopsTheStartWithAllFaultsAndWithoutAStackTrace(CapturedOutput output) throws IOException {
        Shop.write(
                folder, "shop.yaml", Shop.with("language: en", "language: es").replace("repeat: 2", "repeat: -1"));
        assertThatThrownBy(() -> start("--vigie.plans-dir=" + folder, NO_PLATFORM))
                .isInstanceOf(PlanFaultsException.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "2 faults in the plan files:")
                .contains(folder + "/shop.yaml:5:11: language is \"es\"; hint: Allowed: fr, en.\n")
                .contains(folder + "/shop.yaml:33:13: escalation.LEVEL_1.repeat is -1; hint: Allowed: 0 to 100.\n")
                .contains("Correct the plan files and start again; docs/plan-files.md explains every key.")
                .doesNotContain("\tat ");
    }

    @Test
    void stopsTheStartBeforeThePlatformIsTouched() throws IOException {
        Path data = folder.resolve("data");
        Path plans = Files.createDirectory(folder.resolve("plans"));
        Shop.write(plans, "shop.yaml", "application: [");
        assertThatThrownBy(() -> start("--vigie.plans-dir=" + plans, "--vigie.data-dir=" + data))
                .isInstanceOf(PlanFaultsException.class);
        assertThat(data).doesNotExist();
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(PlanConfiguration.class)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }
}
