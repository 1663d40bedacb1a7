package org.vigie;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

class ModularityTests {

    @Test
    void keepsTheBoundariesOfTheModules() {
        ApplicationModules.of(VigieApplication.class).verify();
    }

    @Test
    void reportsAModuleThatReachesIntoAnother() {
        var planted = ApplicationModules.of("org.vigie.planted.modules", location -> true);

        assertThatThrownBy(planted::verify)
                .isInstanceOf(Violations.class)
                .hasMessageContaining("Module 'order' depends on non-exposed type")
                .hasMessageContaining("org.vigie.planted.modules.stock.internal.Shelf");
    }
}
