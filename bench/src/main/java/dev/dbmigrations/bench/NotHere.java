package dev.dbmigrations.bench;

import java.io.IOException;

/** Says that the program cannot do a thing on that kind of server, and changed nothing: no failure of the benchmark. */
final class NotHere extends IOException {
    private static final long serialVersionUID = 1L;

    NotHere() {
        super("not on this kind of server");
    }
}
