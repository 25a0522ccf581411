using FincoreSim.Api.Http;
using FincoreSim.Control.Catalogues;
using FincoreSim.Control.Credentials;
using FincoreSim.Control.Deliveries;
using FincoreSim.Control.Entities;
using FincoreSim.Control.Idempotency;
using FincoreSim.Control.Journals;
using FincoreSim.Control.Payments;
using FincoreSim.Control.Receiver;
using FincoreSim.Control.Requests;
using FincoreSim.Control.Rules;
using FincoreSim.Control.Sandboxes;

namespace FincoreSim.Control;

/// <summary>Every answer of the control API, for source-generated JSON. Members that are absent are left out.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ControlError))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(SandboxView))]
[JsonSerializable(typeof(BrokenView))]
[JsonSerializable(typeof(PageOf<SandboxView>))]
[JsonSerializable(typeof(ClientView))]
[JsonSerializable(typeof(PageOf<ClientView>))]
[JsonSerializable(typeof(CustomerView))]
[JsonSerializable(typeof(PageOf<CustomerView>))]
[JsonSerializable(typeof(ClockView))]
[JsonSerializable(typeof(ClockMoveView))]
[JsonSerializable(typeof(FingerprintView))]
[JsonSerializable(typeof(TokensExpiredView))]
[JsonSerializable(typeof(AccountItem))]
[JsonSerializable(typeof(PageOf<AccountItem>))]
[JsonSerializable(typeof(InstrumentItem))]
[JsonSerializable(typeof(PageOf<InstrumentItem>))]
[JsonSerializable(typeof(TransactionItem))]
[JsonSerializable(typeof(PageOf<TransactionItem>))]
[JsonSerializable(typeof(MoneyInView))]
[JsonSerializable(typeof(LedgerView))]
[JsonSerializable(typeof(DeliveryView))]
[JsonSerializable(typeof(DeliveryList))]
[JsonSerializable(typeof(WebhookTestView))]
[JsonSerializable(typeof(JournalPage))]
[JsonSerializable(typeof(IdempotencyView))]
[JsonSerializable(typeof(DerivedKeyView))]
[JsonSerializable(typeof(ReceiverAnswer))]
[JsonSerializable(typeof(Items<ReservedValueView>))]
[JsonSerializable(typeof(Items<BehaviourView>))]
[JsonSerializable(typeof(SnapshotView))]
[JsonSerializable(typeof(PageOf<SnapshotView>))]
[JsonSerializable(typeof(RuleView))]
[JsonSerializable(typeof(RuleList))]
[JsonSerializable(typeof(PageOf<RuleExplanation>))]
[JsonSerializable(typeof(LifeView))]
[JsonSerializable(typeof(RequestItem))]
[JsonSerializable(typeof(RequestPage))]
[JsonSerializable(typeof(RequestView))]
[JsonSerializable(typeof(VerifyView))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ControlJson : JsonSerializerContext;
