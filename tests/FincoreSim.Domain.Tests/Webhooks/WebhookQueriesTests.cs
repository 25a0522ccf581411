using FincoreSim.Domain.Tests.Rules;

namespace FincoreSim.Domain.Tests.Webhooks;

/// <summary>Which webhooks a client has, and what rules see of one that is to be sent.</summary>
public sealed class WebhookQueriesTests
{
    private readonly WorldKit _world = new();

    [Test]
    public void A_clients_are_its_own_that_are_not_deleted_in_their_order()
    {
        var first = _world.Webhook(WebhookType.MoneyIn);
        var second = _world.Webhook(WebhookType.Cep);
        _world.Webhook(WebhookType.MoneyIn, client: _world.Other);
        var third = _world.Webhook(WebhookType.StatusUpdate);
        _world.SetStatus(third, WebhookStatus.Inactive).AssertAccepted();
        _world.Do(new DeleteWebhook(_world.Client, second.Id));

        var found = WebhookQueries.OfClient(_world.World.State, _world.Client);

        Assert.That(found.Select(webhook => webhook.Id), Is.EqualTo(new[] { first.Id, third.Id }));
        Assert.That(WebhookQueries.Find(_world.World.State, _world.Client, second.Id), Is.Null);
        Assert.That(WebhookQueries.Find(_world.World.State, _world.Other, first.Id), Is.Null);
    }

    [TestCase("client_id")]
    [TestCase("id_msg")]
    [TestCase("type")]
    [TestCase("url")]
    public void A_rule_can_ask_for(string path)
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Arm(RuleKit.On(RuleEvent.Webhook, new DropEffect()).Where(path, MatchOperator.Exists, "true"));

        _world.Deposit();
        _world.LetReceiverAnswer();

        Assert.That(_world.Armed().Fired, Is.EqualTo(1));
        var dropped = _world.World.State.Deliveries.All.Single();
        Assert.That((dropped.Status, dropped.CancelledBecause), Is.EqualTo((DeliveryStatus.Cancelled, "a rule dropped it")));
    }

    [Test]
    public void A_webhook_of_another_client_is_no_reason_why_this_one_was_not_told()
    {
        _world.SetStatus(_world.Webhook(WebhookType.MoneyIn, client: _world.Other), WebhookStatus.Inactive).AssertAccepted();
        _world.SetStatus(_world.Webhook(WebhookType.Cep), WebhookStatus.Inactive).AssertAccepted();

        _world.Deposit();

        Assert.That(
            _world.Last<NobodyTold>().Details.Select(detail => detail.Text), Does.Contain("this client has no MONEY_IN webhook"));
    }

    [Test]
    public void The_texts_of_an_effect_are_counted() => Assert.That(
        new RuleEffect[]
        {
            new TreatAnswerAsEffect(422, "abc"),
            new TreatAnswerAsEffect(422, null),
            new ChangeMessageEffect([new("a.b", "12"), new("c", "345")]),
        }.Select(effect => effect.TextLength),
        Is.EqualTo(new[] { 3, 0, 9 }));
}
