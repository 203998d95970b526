package dev.dbmigrations.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dbmigrations.Golden;
import dev.dbmigrations.MigrationException;
import dev.dbmigrations.plan.Step;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PayloadCodecTest {
    private static final PayloadCodec CODEC = PayloadCodec.shared();

    @Test
    void everyEventStepUndoAndProbeComesBackAsItWas() {
        long seed = new Random().nextLong();
        RandomValues values = new RandomValues(seed);
        for (Class<?> member : Event.class.getPermittedSubclasses()) {
            for (int i = 0; i < 200; i++) {
                Event event = (Event) values.of(member);
                assertThat(CODEC.read(CODEC.write(event), "r"))
                        .as("seed %d", seed)
                        .isEqualTo(event);
            }
        }
    }

    @Test
    void storedNamesNeverChange() {
        String names = PayloadCodec.FAMILIES.stream()
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses())
                        .map(member -> family.getSimpleName() + " " + member.getSimpleName()))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
        Golden.assertMatches("history/stored-names.txt", names);
    }

    @Test
    void theStoredFormNeverChanges() {
        Event event = new Event.RunStarted(
                SamplePlans.plan("7", SamplePlans.gated(SamplePlans.index("1-index", "i", "users (a)"))),
                SamplePlans.CHECKSUMS,
                Event.Purpose.APPLY);
        Golden.assertMatches("history/run-started.json", CODEC.write(event) + "\n");
    }

    @Test
    void fieldsThatALaterProgramAddedAreSkipped() {
        String later = "{\"format\":1,\"more\":[1],\"event\":{\"type\":\"GateOpened\",\"phase\":2,\"by\":\"Ann\"}}";
        assertThat(CODEC.read(later, "r")).isEqualTo(new Event.GateOpened(2));
    }

    @Test
    void aPlanWithoutATimeLimitThatALaterProgramGaveToStepsIsRead() {
        Event event = new Event.RunStarted(
                SamplePlans.plan("7", SamplePlans.gated(SamplePlans.index("1-index", "i", "users (a)"))),
                SamplePlans.CHECKSUMS,
                Event.Purpose.APPLY);
        assertThat(CODEC.read(CODEC.write(event).replace(",\"atMost\":\"PT0S\"", ""), "r"))
                .isEqualTo(event);
    }

    @Test
    void rowWorkOfWhichAnEarlierProgramDidNotSayWhoWaitsForItLocksRows() {
        Step.MoveRows rows =
                (Step.MoveRows) SamplePlans.rows("1-rows", SamplePlans.work("update users set a = b", "", "id"));
        Event event = new Event.RunStarted(
                SamplePlans.plan("7", SamplePlans.gated(rows)), SamplePlans.CHECKSUMS, Event.Purpose.APPLY);
        String earlier = CODEC.write(event).replace(",\"contention\":\"ROWS_LOCKED\"", "");
        assertThat(earlier).doesNotContain("contention");
        assertThat(CODEC.read(earlier, "r")).isEqualTo(event);
    }

    @Test
    void mustNotFail55_aJournalOfANewerFormatIsRefused() {
        String newer = "{\"format\":2,\"tool\":\"3.1\",\"event\":{\"type\":\"Teleported\"}}";
        assertThatThrownBy(() -> CODEC.read(newer, "V7@20260101-000000-000"))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> Golden.assertMatches("errors/newer-journal.txt", e.toText()));
    }

    @Test
    void aDamagedEntryIsRefused() {
        assertThatThrownBy(() -> CODEC.read("{\"format\":1,\"event\":{\"type\":\"StepDo", "V7"))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo("DBM-6011"));
        assertThatThrownBy(() -> CODEC.read("{\"format\":1}", "V7"))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo("DBM-6011"));
    }
}
