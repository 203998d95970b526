package dev.dbmigrations.cli.config;

import dev.dbmigrations.cli.config.Configuration.Explained;
import dev.dbmigrations.cli.config.Credentials.Known;
import dev.dbmigrations.cli.config.EmbeddedTarget.Afterwards;
import dev.dbmigrations.cli.config.EmbeddedTarget.Product;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides which database is meant. */
final class TargetChoice {

    private static final String FOLDER = ".db-migrations";
    private static final String COMMON_VARIABLE = "DATABASE_URL";

    private final Sources sources;
    private final Layers layers;
    private final Path root;
    private final ClientDefaults defaults;
    private final List<String> notes = new ArrayList<>();

    TargetChoice(Sources sources, Layers layers, Path root) {
        this.sources = sources;
        this.layers = layers;
        this.root = root;
        this.defaults = new ClientDefaults(sources.variables(), sources.home());
    }

    /**
     * @param target the database
     * @param explained where its parts come from
     */
    record Chosen(Target target, List<Explained> explained) {}

    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        all.addAll(defaults.notes());
        return all;
    }

    /**
     * @param environmentIsWritten whether the file has the environment: one without a url then means a database of its own, whatever
     *     variables of other programs say
     */
    Chosen choose(boolean environmentIsWritten) {
        Optional<Given> url = layers.of(Key.URL);
        if (url.isEmpty() && !environmentIsWritten) {
            url = layers.variableOrFile(Key.URL, COMMON_VARIABLE).or(this::clientVariables);
        } else if (url.isEmpty() && sources.variables().containsKey(COMMON_VARIABLE)) {
            notes.add(COMMON_VARIABLE + " is set and not used, for this environment names no url;"
                    + " to use it: url = \"${" + COMMON_VARIABLE + "}\"");
        }
        if (url.isPresent() && layers.of(Key.EMBEDDED).isPresent()) {
            notes.add(Key.EMBEDDED.word() + " is set and not used, for this environment names a url");
        }
        return url.map(this::connection).orElseGet(this::embedded);
    }

    private Optional<Given> clientVariables() {
        return defaults.variable("PGHOST")
                .map(host -> "PGHOST")
                .or(() -> defaults.variable("PGDATABASE").map(name -> "PGDATABASE"))
                .map(name -> Given.of(Key.URL, "postgres://", name));
    }

    private Chosen connection(Given url) {
        ConnectionAddress address = ConnectionAddress.parse(url.text());
        Credentials credentials = Credentials.of(address, url.origin(), layers, defaults);
        Optional<String> user = credentials.user().map(Known::value);
        String jdbc = address.scheme().jdbcPrefix() + defaults.hosts(address) + "/" + defaults.database(address, user);
        ConnectionTarget target = new ConnectionTarget(
                address.scheme().id(),
                jdbc,
                address.settings(),
                user,
                credentials.password().map(Known::value));
        List<Explained> explained = new ArrayList<>();
        explained.add(new Explained("url", ConnectionAddress.redacted(url.text()), url.origin()));
        credentials.user().ifPresent(known -> explained.add(new Explained("user", known.value(), known.origin())));
        credentials
                .password()
                .ifPresent(known ->
                        explained.add(new Explained("password", known.value().toString(), known.origin())));
        return new Chosen(target, explained);
    }

    private Chosen embedded() {
        Path folder = root.resolve(FOLDER);
        Typed typed = new Typed(layers);
        boolean kept = typed.truth(Key.KEEP_RUNNING);
        Product product = Product.valueOf(typed.word(Key.EMBEDDED, "postgresql").toUpperCase(Locale.ROOT));
        EmbeddedTarget target =
                new EmbeddedTarget(folder, product, kept ? Afterwards.KEPT_RUNNING : Afterwards.STOPPED);
        List<Explained> explained = new ArrayList<>();
        explained.add(
                new Explained("url", "a " + product.title() + " of its own in " + folder, "default: no url is set"));
        explained.addAll(typed.explained());
        return new Chosen(target, explained);
    }
}
