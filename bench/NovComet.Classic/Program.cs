using NovComet.Classic;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.Configure<ClassicOptions>(builder.Configuration.GetSection("Classic"));
builder.Services.AddSingleton<ClassicLoop>();

var app = builder.Build();
app.MapGet("/comet", (HttpContext context, ClassicLoop loop) => loop.RunAsync(context));
app.Run();
