using FincoreSim.Domain.Time;
using FincoreSim.Output;

namespace FincoreSim.Control.Payments;

/// <summary>
/// A life as text for a terminal: its instants, and below each what happened, from whom to whom. Texts from outside are made
/// harmless. Stateless.
/// </summary>
internal static class LifeText
{
    private const int LaneWidth = 10;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(LifeView life)
    {
        var payment = life.Transaction;
        yield return Line($"{payment.SubCategory} {payment.Amount} MXN  {payment.Status}  {payment.TransactionId}");
        yield return Line($"{payment.Description}, tracking key {payment.TrackingKey}{Other(payment.Counterparty)}");
        if (!life.IsWhole)
        {
            yield return "The journal no longer has the beginning of it.";
        }

        var now = DateTimeOffset.Parse(life.Now, CultureInfo.InvariantCulture);
        DateTimeOffset? first = null, last = null;
        foreach (var row in life.Rows)
        {
            var at = DateTimeOffset.Parse(row.At, CultureInfo.InvariantCulture);
            if (Second(at) != last)
            {
                yield return "";
                yield return $"{at:yyyy-MM-dd HH:mm:ss}{Since(first, at)}{(at > now ? "  (not yet)" : "")}";
            }

            (first, last) = (first ?? at, Second(at));
            yield return Line($"  {Arrow(row)}  {string.Join("  ", Words(row))}");
        }
    }

    private static string Other(Entities.CounterpartyView? other) =>
        other is null ? "" : $", {other.Name} {other.Account}{(other.Bank is { } bank ? $" ({bank})" : "")}";

    private static IEnumerable<string> Words(LifeRowView row)
    {
        string?[] words =
        [
            row.Kind == "rule" ? $"rule {row.Title}" : row.Title,
            row.Attempt is { } attempt ? string.Create(CultureInfo.InvariantCulture, $"attempt {attempt}") : null,
            row.Kind switch
            {
                "attempt" => row.Status?.ToString(CultureInfo.InvariantCulture),
                "due" => "is due",
                "order" => "ordered",
                "cancelled" => "cancelled",
                _ => null,
            },
            row.Milliseconds is { } took ? string.Create(CultureInfo.InvariantCulture, $"{took:0.0} ms") : null,
            row.Detail,
            row.Decision,
            row.ByHand ? "by hand" : null,
        ];
        return words.OfType<string>();
    }

    private static string Arrow(LifeRowView row) => row.FromLane == row.ToLane
        ? $"{"",LaneWidth}    {row.FromLane,-LaneWidth}"
        : $"{row.FromLane,-LaneWidth} -> {row.ToLane,-LaneWidth}";

    private static string Since(DateTimeOffset? first, DateTimeOffset at) =>
        first is { } began && Second(at) > Second(began) ? $"  +{DurationText.Format(Second(at) - Second(began))}" : "";

    private static DateTimeOffset Second(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    private static string Line(string text) => VisibleText.Line(text).TrimEnd();
}
