package org.vigie.release;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTest;

/** Releases of a {@link FaultyShop} on the real broker, one test after the other; each begins with a shop in which all is well. */
@EngineTest
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ShopTest {

    private final FaultyShop shop;

    @Autowired
    EngineRun engine;

    @Autowired
    JdbcClient vigie;

    ShopReleases releases;

    ShopTest(FaultyShop shop) {
        this.shop = shop;
    }

    @BeforeEach
    void nothingIsWrong() {
        shop.allIsWell();
        releases = new ShopReleases(engine, shop, vigie);
    }
}
