using RdmPlanner.TestKit;

[assembly: BudgetedProperties]
