package dev.dbmigrations.history;

import java.util.function.LongFunction;

/**
 * An event as the journal keeps it, for those who write it there by other means than this program.
 *
 * @param kind the name of its type
 * @param payload the rest; {@link #MILLISECONDS} stands for a time that is known only when it has happened
 */
public record EventText(String kind, String payload) {
    public static final String MILLISECONDS = "@milliseconds@";

    /** A number that no step takes, and that nothing else in an event is. */
    private static final long UNKNOWN = 9_007_199_254_740_881L;

    public static EventText of(Event event) {
        return new EventText(PayloadCodec.kind(event), PayloadCodec.shared().write(event));
    }

    /** Of an event that tells how long something took. */
    public static EventText timed(LongFunction<Event> event) {
        EventText text = of(event.apply(UNKNOWN));
        return new EventText(text.kind, text.payload.replace(Long.toString(UNKNOWN), MILLISECONDS));
    }

    /** What is in the payload of every event about that step, and of no other. */
    public static String about(String step) {
        String payload = of(new Event.StepStarted(step)).payload;
        return payload.substring(payload.indexOf("\"step\":"), payload.lastIndexOf("}}"));
    }
}
