package org.vigie.plan.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.HintedException;
import org.vigie.shared.SecretRef;
import org.vigie.shared.ssh.SshHost;

/** Hosts of a plan, and what runs on them, wherever in the file it says so. */
class HostCheckTests {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHrQKqTnHFIQ3G4bNQhBQ1C5ZdSNpzvbgUGHZcHqYPQ5";

    @TempDir
    Path folder;

    @Test
    void hostsAreBound() throws IOException {
        Shop.write(folder, "shop.yaml", Shop.text());
        MaintenancePlan plan = PlanLoader.load(folder.toString()).require("shop");
        assertThat(plan.place("web-1"))
                .isEqualTo(new SshHost(
                        "web-1", "web-1.example", 2222, "deploy", KEY, null, SecretRef.parse("env:SHOP_DEPLOY_KEY")));
        assertThat(plan.place("web-2"))
                .satisfies(host -> assertThat(host.port()).isEqualTo(22));
        assertThat(plan.place(null)).isNull();
        assertThatThrownBy(() -> plan.place("web-3")).isInstanceOf(HintedException.class);
    }

    @Test
    void whatRunsOnAHostNamesOneOfTheFile() {
        assertThat(faults("hosts: [{id: web-1}, {id: web-2}]\nsteps:\n  - {on: web-1}\n  - {to: [{on: web-3}]}\n"))
                .containsExactly(
                        "a.yaml:4:16: steps[1].to[0].on names no host: web-3; hint: Hosts of this file: web-1, web-2.");
        assertThat(faults("steps: [{on: web-1}]"))
                .containsExactly(
                        "a.yaml:1:14: steps[0].on names no host: web-1; hint: This file has no hosts; leave it out to run"
                                + " on the machine of Vigie.");
    }

    private static List<String> faults(String text) {
        List<PlanFault> faults = new ArrayList<>();
        new HostCheck()
                .check(
                        YamlReader.read(new PlanFile("a.yaml", "a", text.getBytes(StandardCharsets.UTF_8)), faults)
                                .orElseThrow(),
                        faults);
        return faults.stream().map(PlanFault::toString).toList();
    }
}
