/// The simulated channel world behind one door: start it, ask it, close it.
@NullMarked
package org.parley.sandbox;

import org.jspecify.annotations.NullMarked;
