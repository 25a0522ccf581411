using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Time;

namespace FincoreSim.Domain.Transactions;

/// <summary>The texts that the system makes for a new transaction.</summary>
internal static class TrackingKeys
{
    /// <summary>The operating day, FINCH, and ten of A–Z and 0–9 (documented by the samples): 23 characters.</summary>
    public static string Next(Draft draft)
    {
        var day = OperatingDay.Of(draft.Now, draft.Options.OperatingDayTurns);
        return string.Create(23, (day, draft.State.Ids, Ordinal: draft.NextOrdinal(IdKind.TrackingKey)), static (text, key) =>
        {
            key.day.TryFormat(text, out _, "yyyyMMdd", CultureInfo.InvariantCulture);
            "FINCH".CopyTo(text[8..]);
            key.Ids.Letters(IdKind.TrackingKey, key.Ordinal, text[13..]);
        });
    }

    /// <summary>A key as another bank makes it: opaque, 24 characters.</summary>
    public static string NextForeign(Draft draft) =>
        draft.State.Ids.Letters(IdKind.TrackingKey, draft.NextOrdinal(IdKind.TrackingKey), 24);

    /// <summary>A reference as the samples of deposits and refunds have it: the date as YYMMDD and a digit.</summary>
    public static string NextReference(Draft draft)
    {
        var digit = ((draft.NextOrdinal(IdKind.Reference) - 1) % 9) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{MexicoTime.Of(draft.Now):yyMMdd}{digit}");
    }
}
