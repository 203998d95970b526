package dev.dbmigrations.embedded;

import java.nio.file.Path;

/** What can go wrong with an embedded server, and what the user can do about it. */
enum Problem {
    NO_BINARIES(
            "DBM-8301",
            "there is no embedded %s for this machine",
            "nothing was changed",
            "name a server: url = \"%s://...\" in db-migrations.toml"),
    NOT_UNPACKED(
            "DBM-8302",
            "the embedded %s could not be unpacked",
            "nothing was changed",
            "make room there, or point XDG_CACHE_HOME to another folder, and run the command again"),
    ROOT_REFUSED(
            "DBM-8303",
            "the embedded %s does not run as root here",
            "nothing was changed",
            "run the command as another user, or name a server: url = \"%s://...\" in db-migrations.toml"),
    NOT_CREATED(
            "DBM-8304",
            "the embedded %s could not create its data folder",
            "nothing was changed: a half-made folder is removed by the next try",
            "mend the reason and run the command again"),
    NOT_STARTED(
            "DBM-8305",
            "the embedded %s did not start",
            "the data is as it was; no server is running",
            "mend the reason and run the command again"),
    NOT_READY(
            "DBM-8306",
            "the embedded %s has started but does not accept connections yet",
            "the server goes on starting; it may be recovering from a crash",
            "wait, then run the command again: it will use the server that is starting"),
    NOT_REACHABLE(
            "DBM-8307",
            "the embedded %s runs but did not do what it was asked",
            "its data is as it was",
            "run the command again"),
    NOT_STOPPED(
            "DBM-8308",
            "the embedded %s did not stop",
            "the server is still running and its data is safe",
            "nothing need be done: the next command uses it and stops it"),
    FOLDER_UNUSABLE(
            "DBM-8309",
            "the folder of the embedded %s cannot be used",
            "nothing was changed",
            "make the folder readable and writable for this user, or run the command as its owner"),
    NO_LIBRARY(
            "DBM-8310",
            "the embedded %s needs a library that is not installed",
            "nothing was changed",
            "install it (Debian and Ubuntu: apt-get install libaio1 libnuma1 libsystemd0 liblz4-1) and run the command again"),
    NOT_FETCHED(
            "DBM-8311",
            "the embedded %s could not be downloaded",
            "nothing was changed; what was downloaded is kept",
            "mend the reason and run the command again, or name a server: url = \"%s://...\" in db-migrations.toml");

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

    String what(Product product) {
        return what.formatted(product.title());
    }

    String state() {
        return state;
    }

    String next(Product product) {
        return next.formatted(product.scheme());
    }

    String message(Product product, Path at, String why) {
        return """
                %s  %s
                  at      %s
                  why     %s
                  state   %s
                  next    %s""".formatted(code, what(product), at, why.strip().replace("\n", "\n          "), state, next(product));
    }
}
