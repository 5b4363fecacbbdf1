/// The plan of a campaign and the life of its runs: draft, schedule, fire, pause, resume, cancel,
/// finish.
@NullMarked
package org.parley.core.campaign;

import org.jspecify.annotations.NullMarked;
