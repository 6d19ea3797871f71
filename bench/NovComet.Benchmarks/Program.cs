using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

// In this process, so that no second build is needed; figures of one run are compared with each other, not with those of other days.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, ManualConfig.CreateMinimumViable().WithOptions(ConfigOptions.DisableOptimizationsValidator));
