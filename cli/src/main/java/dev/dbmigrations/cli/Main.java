package dev.dbmigrations.cli;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofProcess();
        surroundings.interruption().installInProcess();
        int exitCode;
        try {
            exitCode = run(surroundings, arguments);
        } finally {
            surroundings.interruption().programEnded();
        }
        System.exit(exitCode);
    }

    /** Does what the arguments say and gives the exit code. Throws nothing: every failure is told on the streams. */
    public static int run(Surroundings surroundings, String... arguments) {
        return new Dispatch(surroundings).run(arguments);
    }
}
