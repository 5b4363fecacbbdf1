/// What every simulated provider shares: channels, seeded dice and the agenda of things to happen.
@NullMarked
package org.parley.sandbox.world;

import org.jspecify.annotations.NullMarked;
