using System.Buffers.Text;
using System.Text;
using FincoreSim.Domain.Rules;

namespace FincoreSim.Control.Rules;

/// <summary>
/// Where a rule stands in the order of consideration. A list can be taken up behind it although the rule itself is gone.
/// </summary>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Source">Where it comes from; nowhere goes first.</param>
/// <param name="Order">The order of arming.</param>
internal sealed record RulePlace(int Priority, string? Source, long Order) : IComparable<RulePlace>
{
    public static RulePlace Of(ArmedRule armed) => new(armed.Rule.Priority, armed.Source, armed.Order);

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is anything else.</summary>
    public static RulePlace? Parse(string text)
    {
        var plain = Base64Url.IsValid(text) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)) : "";
        if (plain.Split(' ', 3) is not [var priority, var order, .. var source]
            || !int.TryParse(priority, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var thePriority)
            || !long.TryParse(order, NumberStyles.None, CultureInfo.InvariantCulture, out var theOrder))
        {
            return null;
        }

        return new RulePlace(thePriority, source.FirstOrDefault(), theOrder);
    }

    /// <inheritdoc/>
    public int CompareTo(RulePlace? other) => other is null ? 1
        : other.Priority != Priority ? other.Priority.CompareTo(Priority)
        : Source != other.Source ? string.CompareOrdinal(Source, other.Source)
        : Order.CompareTo(other.Order);

    /// <summary>In letters that stand in a query as they are.</summary>
    public override string ToString()
    {
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{Priority} {Order}");
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Source is null ? numbers : $"{numbers} {Source}"));
    }
}
