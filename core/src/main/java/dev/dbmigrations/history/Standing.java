package dev.dbmigrations.history;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a run is about just now, and what others want of it.
 *
 * @param stage from not started to its end
 * @param waitingAt the phase before whose closed gate it stopped
 * @param openGates the phases whose gate somebody opened
 * @param request the latest wish that has not been taken back
 * @param speed what rows wait for, and what others want of their speed
 */
public record Standing(Stage stage, OptionalInt waitingAt, Set<Integer> openGates, Request request, Speed speed) {
    public static final Standing NEW =
            new Standing(Stage.NOT_STARTED, OptionalInt.empty(), Set.of(), Request.NONE, Speed.FREE);

    /**
     * @param guidance what others want
     * @param heldBecause why rows wait or move slower than they might; empty when they do not
     */
    public record Speed(Guidance guidance, String heldBecause) {
        public static final Speed FREE = new Speed(Guidance.NONE, "");
    }

    /** The life of a run. */
    public enum Stage {
        NOT_STARTED,
        RUNNING,
        ROLLING_BACK,
        ROLLED_BACK,
        COMPLETED;

        public boolean isOver() {
            return this == ROLLED_BACK || this == COMPLETED;
        }
    }

    /**
     * @param wish what somebody asked for
     * @param reason in that person's words
     */
    public record Request(Wish wish, String reason) {
        public static final Request NONE = new Request(Wish.GO_ON, "");
    }

    /** What somebody may ask of a run. */
    public enum Wish {
        GO_ON,
        PAUSE,
        ABORT
    }

    public Standing {
        openGates = Set.copyOf(openGates);
    }

    Standing at(Stage next) {
        return new Standing(next, waitingAt, openGates, request, speed);
    }

    Standing waitingBefore(int phase) {
        return new Standing(stage, OptionalInt.of(phase), openGates, request, speed);
    }

    Standing opened(int phase) {
        Set<Integer> open = new HashSet<>(openGates);
        open.add(phase);
        boolean theOne = waitingAt.isPresent() && waitingAt.getAsInt() == phase;
        return new Standing(stage, theOne ? OptionalInt.empty() : waitingAt, open, request, speed);
    }

    Standing asked(Request wish) {
        return new Standing(stage, waitingAt, openGates, wish, speed);
    }

    Standing guided(Guidance wish) {
        Speed other = new Speed(speed.guidance().then(wish), speed.heldBecause());
        return new Standing(stage, waitingAt, openGates, request, other);
    }

    Standing held(String reason) {
        return new Standing(stage, waitingAt, openGates, request, new Speed(speed.guidance(), reason));
    }
}
