/** The values of an attribute that say that a customer agreed. */
export const AGREED =
  /^(subscribed|opted?[_ -]?in|granted|yes|true|agreed|active|confirmed|double[_ -]?opt[_ -]?in)$/i;
