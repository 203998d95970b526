package dev.dbmigrations.cli;

/** What one command does. Whatever it throws is told to the user by its caller. */
@FunctionalInterface
public interface Action {

    /** Does it, says on the call's display what it does, fills the call's summary, and tells how it ended. */
    Ending run(Call call);
}
