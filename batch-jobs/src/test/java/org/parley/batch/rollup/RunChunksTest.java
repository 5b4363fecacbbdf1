package org.parley.batch.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunChunksTest {

    @Test
    void runsAreTakenTogetherUpToAMillionPeople() {
        assertThat(chunks(Map.of(1, 400_000L, 2, 600_000L, 3, 1L, 4, 7_000_000L, 5, 1L)))
                .containsExactly(List.of(1, 2), List.of(3), List.of(4), List.of(5));
        assertThat(chunks(Map.of())).isEmpty();
    }

    @Test
    void runsAreTakenTogetherUpToTwoHundred() {
        var small = new TreeMap<Integer, Long>();
        IntStream.rangeClosed(1, 401).forEach(run -> small.put(run, 0L));
        assertThat(RunChunks.of(small)).extracting(List::size).containsExactly(200, 200, 1);
    }

    private static List<List<Integer>> chunks(Map<Integer, Long> people) {
        return RunChunks.of(new TreeMap<>(people));
    }
}
