package dev.dbmigrations.history;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.dbmigrations.ExitCode;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.MigrationException.Fact;
import dev.dbmigrations.plan.Probe;
import dev.dbmigrations.plan.Step;
import dev.dbmigrations.plan.Undo;
import dev.dbmigrations.plan.WayBack;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/**
 * Events as JSON and back. What is stored names its format: what a newer program wrote is refused, what this one does
 * not know in a format it knows is skipped.
 */
final class PayloadCodec {
    static final int FORMAT = 1;
    static final List<Class<?>> FAMILIES = List.of(Event.class, Step.class, Undo.class, Probe.class, WayBack.class);

    private final ObjectMapper mapper;
    private final ObjectWriter events;

    private PayloadCodec(ObjectMapper mapper) {
        this.mapper = mapper;
        this.events = mapper.writerFor(Event.class);
    }

    /** Built when first needed: a command with nothing to do must not pay for it. */
    private static final class Shared {
        static final PayloadCodec CODEC = new PayloadCodec(newMapper());
    }

    static PayloadCodec shared() {
        return Shared.CODEC;
    }

    /** The stored name of an event's type. */
    static String kind(Event event) {
        return event.getClass().getSimpleName();
    }

    String write(Event event) {
        try {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = mapper.createGenerator(text)) {
                json.writeStartObject();
                json.writeNumberField("format", FORMAT);
                json.writeStringField("tool", toolVersion());
                json.writeFieldName("event");
                events.writeValue(json, event);
                json.writeEndObject();
            }
            return text.toString();
        } catch (IOException failure) {
            throw new IllegalStateException("an event that cannot be written: " + event, failure);
        }
    }

    /**
     * @param run named in the message when it cannot be read
     * @throws MigrationException DBM-6010 when a newer program wrote it, DBM-6011 when it is damaged
     */
    Event read(String payload, String run) {
        try {
            JsonNode envelope = mapper.readTree(payload);
            int format = envelope.path("format").asInt(0);
            if (format > FORMAT) {
                throw tooNew(run, format, envelope.path("tool").asText("unknown"));
            }
            return mapper.treeToValue(envelope.required("event"), Event.class);
        } catch (JsonProcessingException | IllegalArgumentException failure) {
            throw damaged(run).causedBy(failure);
        }
    }

    private static MigrationException tooNew(String run, int format, String tool) {
        return MigrationException.userMustAct(
                ExitCode.FAILED,
                "DBM-6010",
                "the journal of " + run + " was written by a newer db-migrations",
                Fact.why("it has format " + format + " (version " + tool + "); this program reads up to " + FORMAT),
                Fact.state("nothing was changed"),
                Fact.next("use db-migrations " + tool + " or newer"));
    }

    private static MigrationException damaged(String run) {
        return MigrationException.userMustAct(
                ExitCode.FAILED,
                "DBM-6011",
                "the journal of " + run + " cannot be read",
                Fact.why("an entry is not what this program writes; somebody may have edited it"),
                Fact.state("nothing was changed"),
                Fact.next("restore the table of the journal from a backup, or take the run back by hand"));
    }

    private static String toolVersion() {
        String version = PayloadCodec.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }

    /** The name of a member of a sealed family stands beside its fields. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Tagged {}

    private static ObjectMapper newMapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                .addModule(new PlainValues());
        for (Class<?> family : FAMILIES) {
            builder.addMixIn(family, Tagged.class);
            for (Class<?> member : family.getPermittedSubclasses()) {
                builder.registerSubtypes(new NamedType(member, member.getSimpleName()));
            }
        }
        return builder.build();
    }
}
