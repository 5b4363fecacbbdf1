/// What Google's APIs share: service accounts, access tokens, and the shape of errors.
@NullMarked
package org.parley.sandbox.google;

import org.jspecify.annotations.NullMarked;
