package dev.dbmigrations.embedded;

import java.nio.file.Path;

/** What can go wrong with an embedded server, and what the user can do about it. */
enum Problem {
    NO_BINARIES(
            "DBM-8001",
            "there is no embedded PostgreSQL for this machine",
            "nothing was changed",
            "name a server: url = \"postgres://...\" in db-migrations.toml"),
    NOT_UNPACKED(
            "DBM-8002",
            "the embedded PostgreSQL could not be unpacked",
            "nothing was changed",
            "make room there, or point XDG_CACHE_HOME to another folder, and run the command again"),
    ROOT_REFUSED(
            "DBM-8003",
            "the embedded PostgreSQL does not run as root here",
            "nothing was changed",
            "run the command as another user, or name a server: url = \"postgres://...\" in db-migrations.toml"),
    NOT_CREATED(
            "DBM-8004",
            "the embedded PostgreSQL could not create its data folder",
            "nothing was changed: a half-made folder is removed by the next try",
            "mend the reason and run the command again"),
    NOT_STARTED(
            "DBM-8005",
            "the embedded PostgreSQL did not start",
            "the data is as it was; no server is running",
            "mend the reason and run the command again"),
    NOT_READY(
            "DBM-8006",
            "the embedded PostgreSQL has started but does not accept connections yet",
            "the server goes on starting; it may be recovering from a crash",
            "wait, then run the command again: it will use the server that is starting"),
    NOT_REACHABLE(
            "DBM-8007",
            "the embedded PostgreSQL runs but did not do what it was asked",
            "its data is as it was",
            "run the command again"),
    NOT_STOPPED(
            "DBM-8008",
            "the embedded PostgreSQL did not stop",
            "the server is still running and its data is safe",
            "nothing need be done: the next command uses it and stops it"),
    FOLDER_UNUSABLE(
            "DBM-8009",
            "the folder of the embedded PostgreSQL cannot be used",
            "nothing was changed",
            "make the folder readable and writable for this user, or run the command as its owner");

    private final String code;
    private final String what;
    private final String state;
    private final String next;

    Problem(String code, String what, String state, String next) {
        this.code = code;
        this.what = what;
        this.state = state;
        this.next = next;
    }

    String code() {
        return code;
    }

    String what() {
        return what;
    }

    String state() {
        return state;
    }

    String next() {
        return next;
    }

    String message(Path at, String why) {
        return """
                %s  %s
                  at      %s
                  why     %s
                  state   %s
                  next    %s""".formatted(code, what, at, why.strip().replace("\n", "\n          "), state, next);
    }
}
