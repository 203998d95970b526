package dev.dbmigrations.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose rights the server's processes have. It matters to root alone, whom PostgreSQL refuses (all versions): there a
 * user namespace hides who is root and leaves the files root's; where a container forbids that, another user is taken.
 */
sealed interface Account {
    Path HERE = Path.of("/");

    /** The command that runs this one with the account's rights. */
    List<String> commandFor(List<String> command);

    /** Makes a folder of ours one that the server may write. */
    default void handOver(Path folder) throws IOException {}

    /** Where binaries are unpacked so that this account can run them. */
    default Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return caches.resolve("db-migrations");
    }

    /** Whoever runs us. */
    record Caller() implements Account {
        @Override
        public List<String> commandFor(List<String> command) {
            return command;
        }
    }

    /** Root, behind a user namespace in which it is not known to be root. */
    record UserNamespace() implements Account {
        @Override
        public List<String> commandFor(List<String> command) {
            return prefixed(List.of("unshare", "-U"), command);
        }
    }

    /** A user without rights, lent by root. */
    record OtherUser(String name, String user, String group) implements Account {
        @Override
        public List<String> commandFor(List<String> command) {
            return prefixed(List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups"), command);
        }

        @Override
        public void handOver(Path folder) throws IOException {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
        }

        /** Root's own home is closed to others. */
        @Override
        public Path cache() {
            return Path.of("/var/cache/db-migrations");
        }

        static Optional<OtherUser> named(String name) {
            try (var lines = Files.lines(Path.of("/etc/passwd"))) {
                return lines.map(line -> line.split(":"))
                        .filter(fields -> fields.length > 3 && fields[0].equals(name))
                        .map(fields -> new OtherUser(name, fields[2], fields[3]))
                        .findFirst();
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    /** The account for servers whose data lies in this folder. */
    static Account forServersIn(Path home) {
        if (!isRoot()) {
            return new Caller();
        }
        Account namespace = new UserNamespace();
        if (canRun(namespace, List.of("true"))) {
            return namespace;
        }
        Optional<OtherUser> other = OtherUser.named("postgres").or(() -> OtherUser.named("nobody"));
        return other.filter(user -> canRun(user, List.of("test", "-x", home.toString())))
                .orElseThrow(() -> new EmbeddedException(
                        Problem.ROOT_REFUSED,
                        Product.POSTGRESQL,
                        home,
                        "PostgreSQL refuses root, user namespaces are forbidden (unshare -U), and user "
                                + other.map(OtherUser::name).orElse("nobody") + " may not enter this folder"));
    }

    static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer user && user == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean canRun(Account account, List<String> command) {
        return new Command(account.commandFor(command), HERE).run().succeeded();
    }

    private static List<String> prefixed(List<String> prefix, List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }
}
