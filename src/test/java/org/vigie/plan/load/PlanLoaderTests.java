package org.vigie.plan.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.calendar.WorkSlot;
import org.vigie.plan.ChangelogSettings.Push;
import org.vigie.plan.Contact;
import org.vigie.plan.EscalationChain;
import org.vigie.plan.EscalationChain.Step;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.RemedySettings;
import org.vigie.shared.SecretRef;

class PlanLoaderTests {

    @TempDir
    Path folder;

    @Test
    void bindsEveryKey() throws IOException {
        MaintenancePlan shop = load(Shop.text());
        assertThat(shop.calendar().holidays().regionPath()).containsExactly("by", "ag");
        assertThat(shop.calendar().slotsOn(DayOfWeek.MONDAY))
                .as("in ascending order")
                .containsExactly(WorkSlot.parse("09:00-12:00"), WorkSlot.parse("13:00-18:00"));
        WorkSlot night = shop.calendar().slotsOn(DayOfWeek.SUNDAY).getFirst();
        LocalDate sunday = LocalDate.of(2026, 11, 22);
        assertThat(night.startOn(sunday)).isEqualTo("2026-11-22T22:00");
        assertThat(night.endOn(sunday)).isEqualTo("2026-11-23T00:00");
        assertThat(shop.calendar().closedOn(LocalDate.of(2026, 12, 31))).isTrue();
        assertThat(shop.calendar().closedOn(LocalDate.of(2027, 12, 31))).isFalse();
        assertThat(shop.calendar().closedOn(LocalDate.of(2031, 12, 24))).isTrue();
        Contact ann = shop.contact("ann").orElseThrow();
        assertThat(ann.phone()).isEqualTo("+1 555 0100");
        assertThat(ann.zoneOr(shop.timeZone())).isEqualTo(ZoneId.of("Europe/Paris"));
        assertThat(ann.quietHours()).hasToString("22:00-07:00");
        assertThat(shop.contact("bob").orElseThrow().zoneOr(shop.timeZone())).isEqualTo(shop.timeZone());
        EscalationChain first = shop.escalationOf("LEVEL_1").orElseThrow();
        assertThat(first.critical()).isTrue();
        assertThat(first.repeat()).isEqualTo(2);
        assertThat(first.steps()).containsExactly(new Step("ann", "mail", new PlanDuration(0, Duration.ofMinutes(15))));
        EscalationChain third = shop.escalationOf("LEVEL_3").orElseThrow();
        assertThat(third.critical()).isFalse();
        assertThat(third.repeat()).isZero();
        assertThat(third.steps().getFirst().waitFor()).hasToString("P1DT12H");
        assertThat(shop.tickets().reporterDeadline()).hasToString("P7D");
        assertThat(shop.tickets().postMortem().folder()).isEqualTo(Path.of("ops/docs"));
        assertThat(shop.change().overrideBy()).containsExactly("bob");
        assertThat(shop.github().tokenFrom()).isEqualTo(new SecretRef(SecretRef.Kind.ENV, "SHOP_TOKEN"));
        assertThat(shop.github().webhookSecretFrom().kind()).isEqualTo(SecretRef.Kind.FILE);
        assertThat(shop.github().labels().priority()).containsEntry("LEVEL_1", "urgent");
    }

    @Test
    void remediesThatSayNothingOfAskingRestartUnasked() throws IOException {
        assertThat(unasked("{blameDeployment: PT1H}")).containsExactly(RemedySettings.Action.RESTART);
        assertThat(unasked("{unasked: []}")).isEmpty();
        assertThat(unasked("{unasked: [rollback]}")).containsExactly(RemedySettings.Action.ROLLBACK);
    }

    private List<RemedySettings.Action> unasked(String remedies) throws IOException {
        return load(Shop.with("change:", "monitoring: {remedies: " + remedies + "}\nchange:"))
                .monitoring()
                .remedies()
                .unasked();
    }

    @Test
    void aPushOfTheChangelogHasAPasswordOrAKey() throws IOException {
        String key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHrQKqTnHFIQ3G4bNQhBQ1C5ZdSNpzvbgUGHZcHqYPQ5";
        assertThat(push("to: \"https://git.example/x.git\", account: bot, passwordFrom: \"env:P\""))
                .isEqualTo(new Push("https://git.example/x.git", "bot", SecretRef.parse("env:P")));
        assertThat(push("to: \"ssh://git.example:2222/shop/x.git\", hostKey: " + key + ", keyFrom: \"env:K\""))
                .isEqualTo(new Push("ssh://git.example:2222/shop/x.git", null, null, key, SecretRef.parse("env:K")));
    }

    private Push push(String settings) throws IOException {
        return load(Shop.with(
                        "change:",
                        "release: {repository: /r, steps: {build: [[a]]}, health: {path: /h}, production: {address:"
                                + " \"http://a.example\", instances: [{role: web, ports: [8081, 8082]}]}, changelog:"
                                + " {author: a, email: a@b.example, push: {" + settings + "}}}\nchange:"))
                .release()
                .changelog()
                .push();
    }

    @Test
    void leavesOutWhatMayBeLeftOut() throws IOException {
        String text = Shop.text()
                .replaceAll("(?s)  closingDays:.*?(?=contacts:)", "")
                .replaceAll("(?s)  holidays:.*?(?=  workingHours:)", "")
                .replaceAll("(?s)github:.*", "");
        MaintenancePlan shop = load(text);
        assertThat(shop.calendar().closingDays()).isEmpty();
        assertThat(shop.calendar().holidays()).isNull();
        assertThat(shop.github()).isNull();
    }

    @Test
    void readsWithBomWindowsLineEndsAndShortEnding() throws IOException {
        Shop.write(folder, "shop.yml", "\uFEFF" + Shop.text().replace("\n", "\r\n"));
        assertThat(Shop.faults(folder)).isEmpty();
    }

    @Test
    void followsAliases() throws IOException {
        String text = Shop.with("monday: [\"13:00-18:00\", \"09:00-12:00\"]", "monday: &office [\"09:00-12:00\"]")
                .replace("    sunday:\n", "    tuesday: *office\n    sunday:\n");
        assertThat(load(text).calendar().slotsOn(DayOfWeek.TUESDAY)).containsExactly(WorkSlot.parse("09:00-12:00"));
    }

    @Test
    void refusesAliasesThatMultiply() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(10, alias))));
        }
        Shop.write(folder, "shop.yaml", bomb.toString());
        assertThat(Shop.faults(folder)).singleElement().asString().startsWith("shop.yaml:");
        String few = "b0: &b0 [" + "x, ".repeat(1000) + "x]\nb1: [*b0, *b0, *b0, *b0, *b0]\n";
        Shop.write(folder, "shop.yaml", few);
        assertThat(Shop.faults(folder))
                .singleElement()
                .asString()
                .contains("the file repeats itself without end or to more than 5000 values");
    }

    @Test
    void keepsNorwayANation() throws IOException {
        MaintenancePlan shop = load(Shop.with("    country: DE\n    region: by/ag\n", "    country: NO\n"));
        assertThat(shop.calendar().holidays().country()).isEqualTo("NO");
    }

    @Test
    void ignoresOtherFilesAndFolders() throws IOException {
        Shop.write(folder, "shop.yaml", Shop.text());
        Shop.write(folder, "README.md", "not a plan");
        Files.createDirectory(folder.resolve("old.yaml"));
        assertThat(Shop.faults(folder)).isEmpty();
    }

    @Test
    void reportsAllFaultsOfAllFilesInReadingOrder() throws IOException {
        Shop.write(
                folder, "shop.yaml", Shop.with("language: en", "language: es").replace("SH\n", "sh\n"));
        Shop.write(
                folder,
                "zoo.yaml",
                Shop.with("application: shop", "application: zoo").replace("P30D", "P0D"));
        Shop.write(folder, "broken.yaml", "application: [");
        assertThat(Shop.faults(folder))
                .extracting(fault -> fault.replaceAll("[; ].*", ""))
                .containsExactly(
                        "broken.yaml:1:15:",
                        "shop.yaml:3:15:",
                        "shop.yaml:5:11:",
                        "zoo.yaml:3:15:",
                        "zoo.yaml:47:17:",
                        "zoo.yaml:54:15:");
    }

    @Test
    void refusesTwoPlansWithOnePrefixOrRepository() throws IOException {
        Shop.write(folder, "shop.yaml", Shop.text());
        Shop.write(
                folder,
                "zoo.yaml",
                Shop.with("application: shop", "application: zoo").replace("octo-org/shop", "Octo-Org/Shop"));
        assertThat(Shop.faults(folder))
                .containsExactly(
                        "zoo.yaml:3:15: ticketPrefix is SH, as in shop.yaml; hint: Choose one that no other plan file uses.",
                        "zoo.yaml:54:15: github.repository is Octo-Org/Shop, as in shop.yaml; hint: Choose one that no other plan file uses.");
    }

    @Test
    void refusesTheSameApplicationInTwoFiles() throws IOException {
        Shop.write(folder, "shop.yaml", Shop.text());
        Shop.write(folder, "shop.yml", Shop.text().replace("SH\n", "SI\n").replace("octo-org/shop", "o/s"));
        assertThat(Shop.faults(folder))
                .singleElement()
                .asString()
                .startsWith("shop.yml:1:14: application is shop, as in ");
    }

    @Test
    void refusesAMissingAndAnEmptyFolder() {
        assertThat(Shop.faults(folder))
                .containsExactly("FOLDER: holds no plan file; hint: Put a file such as cesizen.yaml there, or set"
                        + " vigie.plans-dir to another folder.");
        assertThat(Shop.faults(folder.resolve("none")))
                .singleElement()
                .asString()
                .contains("is not a folder; hint: Let vigie.plans-dir name a folder with plan files.");
    }

    @Test
    void reportsAFileThatCannotBeReadBesideTheFaultsOfOthers() throws IOException {
        Files.createSymbolicLink(folder.resolve("gone.yaml"), folder.resolve("nowhere"));
        Shop.write(folder, "shop.yaml", Shop.with("language: en", "language: es"));
        assertThat(Shop.faults(folder))
                .containsExactly(
                        "gone.yaml: cannot be read; hint: Let the account that runs Vigie read the file.",
                        "shop.yaml:5:11: language is \"es\"; hint: Allowed: fr, en.");
    }

    @Test
    void findsThePackagedPlans() {
        assertThat(PlanFolder.fromClassPath())
                .extracting(PlanFile::name)
                .containsExactly(
                        "classpath:plans/cesizen.yaml",
                        "classpath:plans/demo.yaml",
                        "classpath:plans/mangatheque.yaml",
                        "classpath:plans/vigie.yaml");
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        byte[] latin1 = Shop.with("name: Shop", "name: Caf\u00E9").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("shop.yaml"), latin1);
        assertThat(Shop.faults(folder))
                .containsExactly("shop.yaml:2:10: the file is not UTF-8 text; hint: Save the file as UTF-8.");
    }

    @Test
    void refusesAFileOfMoreThanAQuarterMebibyte() throws IOException {
        Shop.write(folder, "shop.yaml", Shop.text() + "#".repeat(256 * 1024));
        assertThat(Shop.faults(folder)).singleElement().asString().startsWith("shop.yaml: is larger than 256 KiB");
    }

    @Test
    void neverRepeatsWhatMayBeASecret() throws IOException {
        Shop.write(folder, "shop.yaml", Shop.with("tokenFrom: env:SHOP_TOKEN", "tokenFrom: ghp_verysecret"));
        assertThat(Shop.faults(folder))
                .singleElement()
                .asString()
                .startsWith("shop.yaml:55:14: github.tokenFrom is not the place of a secret; hint: Name of an")
                .doesNotContain("verysecret");
    }

    private MaintenancePlan load(String text) throws IOException {
        Shop.write(folder, "shop.yaml", text);
        return PlanLoader.load(folder.toString()).require("shop");
    }
}
