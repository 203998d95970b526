package dev.dbmigrations.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of this program and of the Java under it. */
public final class ProgramVersion implements IVersionProvider {

    /** As the jar says it. */
    public static String number() {
        return Objects.requireNonNullElse(ProgramVersion.class.getPackage().getImplementationVersion(), "development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"db-migrations " + number() + " (Java " + Runtime.version() + ")"};
    }
}
