namespace FincoreSim.SampleIntegrator;

/// <summary>What an integrator may get wrong. Each is one named branch in the code; the careful one makes none.</summary>
public enum Mistake
{
    /// <summary><c>books-duplicates</c>: a webhook that comes twice is booked twice.</summary>
    BooksDuplicates,

    /// <summary><c>answers-200-before-booking</c>: MONEY_IN is answered 200 instead of 201.</summary>
    Answers200BeforeBooking,

    /// <summary><c>trusts-order</c>: the status that arrives last wins, however old it is.</summary>
    TrustsOrder,

    /// <summary><c>chokes-on-unknown</c>: 500 for a member or an enum value that it does not know.</summary>
    ChokesOnUnknown,

    /// <summary><c>ignores-int-credit</c>: internal credits are answered 201 and not booked.</summary>
    IgnoresIntCredit,

    /// <summary><c>new-key-on-retry</c>: asks again with another idempotency key, and so pays again.</summary>
    NewKeyOnRetry,

    /// <summary><c>changed-body-on-retry</c>: asks again with the same key and another description, and is refused.</summary>
    ChangedBodyOnRetry,

    /// <summary><c>gives-up-on-lost-answer</c>: takes a lost answer for a refusal, and gives the money back.</summary>
    GivesUpOnLostAnswer,

    /// <summary><c>trusts-any-token</c>: takes webhooks from anybody.</summary>
    TrustsAnyToken,

    /// <summary><c>floating-money</c>: amounts are binary fractions, cut off: a centavo is missing on some.</summary>
    FloatingMoney,

    /// <summary><c>second-cent</c>: a validation asked for again while it waits is paid for again.</summary>
    SecondCent,

    /// <summary><c>keeps-old-token</c>: takes a 401 for a refusal instead of getting a new token.</summary>
    KeepsOldToken,

    /// <summary><c>forgets-returns</c>: ignores that a settled payment came back.</summary>
    ForgetsReturns,

    /// <summary><c>refuses-without-reason</c>: refuses a deposit without saying why.</summary>
    RefusesWithoutReason,
}
