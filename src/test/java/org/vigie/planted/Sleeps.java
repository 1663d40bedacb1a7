package org.vigie.planted;

import java.util.concurrent.TimeUnit;

/** Planted violations: waiting by the clock. */
class Sleeps {

    void plain() throws InterruptedException {
        Thread.sleep(1);
    }

    void byUnit() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(1);
    }
}
