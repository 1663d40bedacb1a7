package org.vigie.planted;

import java.io.IOException;

/** Planted: programs are started by commands only. */
public class StartsAProgram {

    Process start() throws IOException {
        return new ProcessBuilder("true").start();
    }
}
