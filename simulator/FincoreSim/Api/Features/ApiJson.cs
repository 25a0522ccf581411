using FincoreSim.Api.Features.Accounts;
using FincoreSim.Api.Features.Banks;
using FincoreSim.Api.Features.Credentials;
using FincoreSim.Api.Features.Instruments;
using FincoreSim.Api.Features.Reports;
using FincoreSim.Api.Features.Transactions;
using FincoreSim.Api.Features.Webhooks;
using FincoreSim.Api.Http;

namespace FincoreSim.Api.Features;

/// <summary>Every answer of the API, for source-generated JSON. Each contract names its members itself.</summary>
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(CredentialList))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(BankList))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(InstrumentView))]
[JsonSerializable(typeof(InstrumentList))]
[JsonSerializable(typeof(TransactionView))]
[JsonSerializable(typeof(TransactionList))]
[JsonSerializable(typeof(WebhookView))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(ReportDownload))]
internal sealed partial class ApiJson : JsonSerializerContext;
