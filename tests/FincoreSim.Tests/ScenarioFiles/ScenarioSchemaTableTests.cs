using FincoreSim.Language.Shapes;
using FincoreSim.Tests.Kit;

namespace FincoreSim.Tests.ScenarioFiles;

public sealed class ScenarioSchemaTableTests
{
    [Test]
    public void The_page_has_every_key() =>
        ReadmeSection.Verify(Path.Combine(Files.Folder(), "README.md"), "keys", KeyTable.Markdown());

    [Test]
    public void The_table_has_every_key_of_every_step()
    {
        var keys = KeyTable.Rows().Select(row => row.Key).ToHashSet();

        Assert.That(StepShapes.All.SelectMany(step => step.Shape.Keys).Select(key => key.Name).Except(keys), Is.Empty);
        Assert.That(KeyTable.Rows().Select(row => row.Path),
            Has.Some.EqualTo("given.accounts[]").And.Some.EqualTo("rules[].then"));
    }

    [Test]
    public void Every_effect_has_a_sample_that_says_what_it_follows()
    {
        var keys = EffectShapes.Shape.Keys.Select(key => key.Name).Except(EffectShapes.ExtraKeys.Select(extra => extra.Name));

        Assert.That(EffectSchemas.Samples.Select(sample => sample.Key).Distinct(), Is.EquivalentTo(keys));
    }
}
