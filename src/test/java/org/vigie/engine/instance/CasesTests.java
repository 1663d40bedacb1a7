package org.vigie.engine.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class CasesTests {

    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

    private Cases cases() {
        return new Cases(beans.getBeanProvider(CaseOfInstance.class), beans.getBeanProvider(CallingInstances.class));
    }

    @Test
    void findsTheCaseOfAnInstanceAndOfThoseItCalls() {
        beans.addBean("tickets", (CaseOfInstance)
                key -> Optional.ofNullable(Map.of(5L, "CZ-1").get(key)));
        beans.addBean("operations", (CaseOfInstance)
                key -> Optional.ofNullable(Map.of(9L, "op-1").get(key)));
        beans.addBean("callers", (CallingInstances)
                key -> Optional.ofNullable(Map.of(7L, 6L, 6L, 5L).get(key)));
        assertThat(cases().of(5)).contains("CZ-1");
        assertThat(cases().of(7)).contains("CZ-1");
        assertThat(cases().of(9)).contains("op-1");
        assertThat(cases().of(1)).isEmpty();
    }

    @Test
    void doesWithoutTheIndex() {
        beans.addBean("tickets", (CaseOfInstance) key -> key == 5 ? Optional.of("CZ-1") : Optional.empty());
        beans.addBean("callers", (CallingInstances) key -> {
            throw new IllegalStateException("Operate is down");
        });
        assertThat(cases().of(5)).contains("CZ-1");
        assertThat(cases().of(6)).isEmpty();
    }
}
