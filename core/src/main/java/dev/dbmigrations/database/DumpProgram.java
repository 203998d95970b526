package dev.dbmigrations.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a vendor's own program writes a whole database into a file, from which it can be brought back. Runs nothing itself. */
public interface DumpProgram {

    /** What it is called, the best first. */
    List<String> names();

    /** Where it comes from, in words, for whoever has none of them. */
    String source();

    /** How its files end, without the dot. */
    String ending();

    /**
     * What to start it with.
     *
     * @param version what it answers to {@code --version}
     * @param file that it writes
     * @throws dev.dbmigrations.MigrationException if it cannot be told something that the login says
     */
    Call call(String version, Login login, Path file);

    /** Whether a file that it has written shows that it came to its end, or at least began well where its end shows nothing. */
    boolean isWhole(Path file) throws IOException;

    /**
     * @param arguments behind its name; no secret among them
     * @param environment besides what there is; holds the password
     */
    record Call(List<String> arguments, Map<String, String> environment) {
        public Call {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        @Override
        public String toString() {
            return String.join(" ", arguments);
        }
    }
}
