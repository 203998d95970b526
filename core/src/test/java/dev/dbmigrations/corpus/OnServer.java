package dev.dbmigrations.corpus;

import dev.dbmigrations.plan.Pace;
import dev.dbmigrations.schema.Size;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A case on one server, with the files and options that hold there. */
record OnServer(CorpusCase question, Ground ground) {
    private static final long SEED = Long.getLong("corpus.seed", 1);

    /** {@code 18}, {@code mariadb-11} or {@code mysql}, to work on one server's goldens. */
    private static final String ONLY = System.getProperty("corpus.on", "");

    private static final boolean ASKED =
            !ONLY.isEmpty() || Stream.of("case", "golden").anyMatch(p -> System.getProperty(p) != null);

    private static final boolean ALL = "all".equals(System.getProperty("corpus"));

    /** On every server that can be had here; {@link ReachableTest} tells of the others. */
    private static Stream<OnServer> all() {
        return Ground.all().stream()
                .filter(g -> g.server().whyAbsent().isEmpty())
                .filter(g -> ONLY.isEmpty() || g.names().contains(ONLY))
                .flatMap(g -> g.cases().map(c -> new OnServer(c, g)));
    }

    /** Those for which there is a plan; on a product's older servers a third of them, drawn by lot, unless some are asked for. */
    static Stream<OnServer> planned() {
        return all().filter(OnServer::isPlanned).filter(o -> ASKED || ALL || o.isNewest() || o.lot(4, 3) == 0);
    }

    /** Whether there is a plan that comes to its end. */
    boolean isPlanned() {
        return !lists("refused-on") && !lists("stopped-on");
    }

    /** Whether every step of the reviewed plan can be undone, and nothing is left of it then. */
    boolean isTakenBack() {
        return golden("way-back.txt").isEmpty()
                && !says("way-back", "keeps-values")
                && !question.text(ground.product() + ".plan").contains("undo      impossible");
    }

    /** Those for which there is a plan that the rows will not let come to its end. */
    static Stream<OnServer> stopped() {
        return all().filter(o -> o.lists("stopped-on"));
    }

    /** Those for which there is none. */
    static Stream<OnServer> refused() {
        return all().filter(o -> o.lists("refused-on"));
    }

    /** The author's file of that name; empty when there is none. */
    String text(String name) {
        return question.text(ground.role(name));
    }

    /** What somebody without this program would run to the same end. */
    String naive() {
        String naive = text("naive.sql");
        return naive.isEmpty() ? text("migration.sql") : naive;
    }

    private Properties options() {
        return question.options(ground.role("options.properties"));
    }

    private boolean lists(String option) {
        return Pattern.compile("[,\\s]+")
                .splitAsStream(options().getProperty(option, ""))
                .anyMatch(ground.names()::contains);
    }

    /** Whether an option has a value. */
    boolean says(String option, String value) {
        return value.equals(options().getProperty(option));
    }

    /** Up to which size a table counts as small. */
    Size small() {
        return CorpusCase.small(options());
    }

    /** At which the plan is made. */
    Pace pace() {
        return Pace.valueOf(options().getProperty("pace", Pace.STEADY.word()).toUpperCase(Locale.ROOT));
    }

    /** The golden of that name: on PostgreSQL as it is, else with the product in it. */
    String golden(String name) {
        return question.text(new CorpusCase.Role(List.of(goldenFile(name))));
    }

    String goldenFile(String name) {
        boolean usual = ground.product().equals("postgres");
        return usual ? name : name.replaceFirst("\\.", "." + ground.product() + ".");
    }

    boolean isNewest() {
        return ground.equals(ground.relatives().getLast());
    }

    /**
     * Whether it is stopped and killed after its steps, the dearest of all: on the newest PostgreSQL always, on others for
     * cases drawn by lot, or for all with {@code -Dcorpus=all}.
     */
    boolean isTriedStepByStep() {
        return isOnNewestPostgres() || ALL || lot(0, 6) == 0;
    }

    /**
     * Behind which of so many steps it is stopped: for some cases on the newest PostgreSQL, and with {@code -Dcorpus=all}, behind
     * each but the last; else behind two that are drawn by lot.
     */
    Set<Integer> stops(int steps) {
        if (ALL || (isOnNewestPostgres() && lot(1, 5) == 0) || steps <= 3) {
            return IntStream.range(1, steps).boxed().collect(Collectors.toCollection(TreeSet::new));
        }
        return new TreeSet<>(Set.of(1 + lot(2, steps / 2), 1 + steps / 2 + lot(3, steps - 1 - steps / 2)));
    }

    private boolean isOnNewestPostgres() {
        return isNewest() && ground.product().equals("postgres");
    }

    /** One of that many, the same for a case whenever it is drawn with the same seed. */
    private int lot(int draw, int of) {
        return new Random(31L * SEED + question.name().hashCode() + 977L * draw).nextInt(of);
    }

    @Override
    public String toString() {
        return question.name() + ", " + ground.product() + " " + ground.major();
    }
}
