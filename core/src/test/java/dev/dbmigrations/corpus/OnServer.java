package dev.dbmigrations.corpus;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A case on a server of one major version. */
record OnServer(CorpusCase question, int major) {
    static final List<Integer> MAJORS = List.of(14, 18);
    private static final long SEED = Long.getLong("corpus.seed", 1);

    private static Stream<OnServer> all() {
        return CorpusCase.all().stream()
                .flatMap(c -> MAJORS.stream().filter(c::isOn).map(m -> new OnServer(c, m)));
    }

    /** Those for which there is a plan. */
    static Stream<OnServer> planned() {
        return all().filter(o -> !o.question().isRefusedOn(o.major()))
                .filter(o -> !o.question().isStoppedOn(o.major()));
    }

    /** Those for which there is a plan that the rows will not let come to its end. */
    static Stream<OnServer> stopped() {
        return all().filter(o -> o.question().isStoppedOn(o.major()));
    }

    /** Those for which there is none. */
    static Stream<OnServer> refused() {
        return all().filter(o -> o.question().isRefusedOn(o.major()));
    }

    /**
     * Whether it is stopped and killed after every step, the dearest of all: on the newest server always, on others for
     * cases drawn by lot, or for all with {@code -Dcorpus=all}.
     */
    boolean isTriedStepByStep() {
        return major == MAJORS.getLast()
                || "all".equals(System.getProperty("corpus"))
                || new Random(31L * SEED + question.name().hashCode()).nextInt(4) == 0;
    }

    @Override
    public String toString() {
        return question.name() + ", postgres " + major;
    }
}
