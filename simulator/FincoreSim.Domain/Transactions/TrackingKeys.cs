namespace FincoreSim.Domain.Transactions;

/// <summary>The texts that the system makes for a new transaction.</summary>
internal static class TrackingKeys
{
    /// <summary>The operating day, FINCH, and ten of A–Z and 0–9 (documented by the samples): 23 characters.</summary>
    public static string Next(Draft draft)
    {
        var day = OperatingDay.Of(draft.Now, draft.Options.OperatingDayTurns);
        var letters = draft.State.Ids.Letters(IdKind.TrackingKey, draft.NextOrdinal(IdKind.TrackingKey), 10);
        return string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}FINCH{letters}");
    }

    /// <summary>A key as another bank makes it: opaque, 24 characters.</summary>
    public static string NextForeign(Draft draft) => draft.State.Ids.Letters(IdKind.TrackingKey, draft.NextOrdinal(IdKind.TrackingKey), 24);

    /// <summary>A reference as the samples of deposits and refunds have it: the date as YYMMDD and a digit.</summary>
    public static string NextReference(Draft draft)
    {
        var digit = ((draft.NextOrdinal(IdKind.Reference) - 1) % 9) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{MexicoTime.Of(draft.Now):yyMMdd}{digit}");
    }
}
