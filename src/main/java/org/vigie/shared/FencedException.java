package org.vigie.shared;

/**
 * Who does this no longer holds it: its lease ran out, its job was given away, or a later holder has a higher fence number.
 * It stops without a result; whoever holds it now goes on.
 */
public class FencedException extends HintedException {

    public FencedException(String fact) {
        super(fact, "Nothing to do: whoever holds it now goes on with it.");
    }
}
