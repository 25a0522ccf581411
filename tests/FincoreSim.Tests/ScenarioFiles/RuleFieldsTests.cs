using System.Text.RegularExpressions;
using FincoreSim.Domain.Rules;
using FincoreSim.Language.Model;

namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>What conditions may name is what the engine looks at: its source is asked, because it has no list.</summary>
public sealed partial class RuleFieldsTests
{
    [TestCase(RuleEvent.MoneyOut, "Transactions/PaymentSubjects.cs")]
    [TestCase(RuleEvent.MoneyIn, "Transactions/PaymentSubjects.cs")]
    [TestCase(RuleEvent.Cep, "Transactions/PaymentSubjects.cs")]
    [TestCase(RuleEvent.Refund, "Transactions/PaymentSubjects.cs")]
    [TestCase(RuleEvent.Webhook, "Webhooks/WebhookSubjects.cs", "Transactions/PaymentSubjects.cs")]
    [TestCase(RuleEvent.Request, "Rules/ConsultRequest.cs")]
    public void Are_those_of_the_engine(RuleEvent when, params string[] files)
    {
        var source = string.Concat(
            files.Select(file => File.ReadAllText(Path.Combine(Files.Folder(), "../simulator/FincoreSim.Domain", file))));
        string[] literals = [.. Literal().Matches(source).Select(match => match.Groups[1].Value), "from", "to"];
        var known =
            literals.SelectMany(
                literal =>
                    new[] { "source", "destination" }.Select(side => literal.Replace("{side}", side, StringComparison.Ordinal)));

        Assert.That(RuleFields.NamesOf(when).Except(known), Is.Empty);
    }

    [GeneratedRegex("""[(\[]\$?"([a-z_.{}]+)"(?:\]|,)""")]
    private static partial Regex Literal();
}
