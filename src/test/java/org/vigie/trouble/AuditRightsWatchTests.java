package org.vigie.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.VigieTest;

@VigieTest
class AuditRightsWatchTests {

    @Autowired
    AuditRightsWatch watch;

    @Autowired
    TroubleStore store;

    @AfterEach
    void clear() {
        store.clear(AuditRightsWatch.KIND, VigieTest.START);
    }

    /** The tests' account may do everything. */
    @Test
    void anAccountThatCouldChangeTheTrailIsATrouble() {
        watch.look();
        assertThat(store.open(AuditRightsWatch.KIND)).singleElement().satisfies(trouble -> {
            assertThat(trouble.message()).contains("audit_entry, audit_link, audit_seal");
            assertThat(trouble.hint()).contains("separate-owner");
        });
        watch.retry(store.open(AuditRightsWatch.KIND).getFirst());
        assertThat(store.open(AuditRightsWatch.KIND)).hasSize(1);
    }
}
